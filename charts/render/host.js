// What draws on the host: ECharts in Node. Questions come on standard input, a line of JSON each, and each is answered by a line on
// standard output; while it draws it asks back how wide a text is, and waits. It ends when its input does.
const fs = require("fs");
const vm = require("vm");

const chunk = Buffer.alloc(1 << 16);
let rest = "";
const decode = new (require("string_decoder").StringDecoder)("utf8");

// A pipe that does not block is asked again after a millisecond.
function patiently(f) {
  for (;;) {
    try {
      return f();
    } catch (e) {
      if (e.code === "EOF") return 0; // how Windows ends a pipe
      if (e.code !== "EAGAIN") throw e;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

function line() {
  const parts = [rest];
  for (let at = rest.indexOf("\n"); ; at = parts[parts.length - 1].indexOf("\n")) {
    if (at >= 0) {
      const last = parts.pop();
      rest = last.slice(at + 1);
      return parts.join("") + last.slice(0, at);
    }
    const n = patiently(() => fs.readSync(0, chunk, 0, chunk.length));
    if (!n) process.exit(0);
    parts.push(decode.write(chunk.subarray(0, n)));
  }
}
function say(answer) {
  const raw = Buffer.from(JSON.stringify(answer) + "\n");
  for (let at = 0; at < raw.length;) at += patiently(() => fs.writeSync(1, raw, at));
}
const ask = (question) => { say(question); return JSON.parse(line()); };

// ECharts sees no more than the language: no file, no network, no clock to wait for.
const bare = vm.createContext({ console: { log() {}, warn() {}, error() {} }, setTimeout() {}, clearTimeout() {} });
const parse = vm.runInContext("JSON.parse", bare); // so that arrays and objects are those that ECharts knows
let charts = null;
const does = {
  load(q) {
    vm.runInContext(q.bundle, bare, { filename: "echarts-bundle.js" });
    charts = vm.runInContext("sahelECharts", bare);
    charts.setPlatformAPI({ measureText: (text, font) => ({ width: ask({ text, font: font || "12px serif" }) }) });
    return {};
  },
  map(q) {
    charts.registerMap(q.name, q.shapes);
    return {};
  },
  draw(q) {
    const c = charts.init(null, null, { renderer: "svg", ssr: true, width: q.width, height: q.height });
    try {
      c.setOption(Object.assign(q.option, { animation: false }));
      return { svg: c.renderToSVGString({ useViewBox: true }) };
    } finally { c.dispose(); }
  },
};
for (;;) {
  const q = parse(line());
  try {
    say(does[q.do](q));
  } catch (e) {
    say({ error: String(e && e.message || e) });
  }
}
