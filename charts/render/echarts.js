// The part of ECharts that the graphics use, bundled twice by esbuild from this one file: for Node on the host, which draws
// the SVG of every state, and for the browser, which animates charts between states.
import { init, use, registerMap, setPlatformAPI } from "echarts/core";
import { BarChart, LineChart, LinesChart, ScatterChart } from "echarts/charts";
import { GeoComponent, GridComponent, MarkLineComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, LinesChart, ScatterChart, GridComponent, MarkLineComponent, SVGRenderer]);
if (HOST) use(GeoComponent); // readers' maps move without ECharts: components/shell/motion/flight.go

// The words of an axis are a list beside its values: an option is JSON, and a page runs no text as code.
use((has) => has.registerPreprocessor((option) => {
  for (const axis of [].concat(option.xAxis || [], option.yAxis || [])) {
    const { words, customValues } = axis.axisLabel || {};
    if (words) axis.axisLabel.formatter = (value) => words[customValues.indexOf(value)];
  }
}));

const shapes = HOST ? registerMap : undefined;
export { init, shapes as registerMap, setPlatformAPI };
