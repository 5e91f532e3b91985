package site

import "github.com/evanw/esbuild/pkg/api"

// esES2020 is what boot.js may use: what browsers of 2020 know.
const esES2020 = api.ES2020
