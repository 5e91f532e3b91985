package site

import "github.com/evanw/esbuild/pkg/api"

// What readers' browsers run: boot.js may use what browsers of 2020 know; embed.js runs on host pages and stays at ES2018.
const (
	esES2020 = api.ES2020
	esES2018 = api.ES2018
)
