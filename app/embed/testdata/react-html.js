// A news site in React whose articles come as text: what stands in it is put there by innerHTML, and put anew when the key changes.
import { createElement as h, useState } from "react";
import { createRoot } from "react-dom/client";

function Article() {
  const [key, setKey] = useState(1), [words, setWords] = useState("Article"), [shown, setShown] = useState(true);
  Object.assign(window, { setKey, setWords, setShown });
  return h("section", null, h("p", null, words), shown && h("div", { key, dangerouslySetInnerHTML: { __html: window.code } }));
}
createRoot(document.getElementById("app")).render(h(Article));
