// The part of ECharts that the graphics use, bundled twice by esbuild from this one file: for Node on the host, which draws
// the SVG of every state, and for the browser, which animates charts between states.
import { init, use, registerMap, setPlatformAPI } from "echarts/core";
import { BarChart, LineChart, LinesChart, ScatterChart } from "echarts/charts";
import { GeoComponent, GridComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, LinesChart, ScatterChart, GridComponent, SVGRenderer]);
if (HOST) use(GeoComponent); // readers' maps move without ECharts: components/shell/motion/flight.go

const shapes = HOST ? registerMap : undefined;
export { init, shapes as registerMap, setPlatformAPI };
