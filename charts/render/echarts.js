// The part of ECharts that the graphics use, bundled twice by esbuild from this one file: for goja on the host, which draws
// the SVG of every state, and for the browser, which animates between states. One bundle, one drawing.
import { init, use, registerMap, setPlatformAPI } from "echarts/core";
import { BarChart, LineChart, LinesChart, ScatterChart } from "echarts/charts";
import { GeoComponent, GridComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, LinesChart, ScatterChart, GeoComponent, GridComponent, SVGRenderer]);

export { init, registerMap, setPlatformAPI };
