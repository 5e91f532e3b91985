// Package motion moves a graphic from one state to another: a map by the flight of its own drawn land, a chart by ECharts.
package motion
