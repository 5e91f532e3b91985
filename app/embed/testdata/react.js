// A news site written in React: the element in a component that StrictMode mounts twice, its language a prop.
import { createElement as h, StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

function Article() {
  const [locale, set] = useState("en");
  window.setLocale = set;
  return h("main", null, h("p", { style: { height: 300 } }, "Article"), h("sahel-explainer", { locale }), h("p", { style: { height: 900 } }, "Article"));
}
createRoot(document.getElementById("app")).render(h(StrictMode, null, h(Article)));
