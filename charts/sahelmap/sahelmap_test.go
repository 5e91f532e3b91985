package sahelmap

import (
	"testing"

	"sahel-explainer/charts/charttest"
)

func TestMap(t *testing.T) { charttest.Check(t, New()) }
