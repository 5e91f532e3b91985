// What writers' tools make of code that is pasted into them, each as its makers set it up. TinyMCE is loaded by its own file.
import { Editor, Node } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import DOMPurify from "dompurify";
import sanitizeHtml from "sanitize-html";

// The extension for frames that TipTap's own documentation gives.
const Frame = Node.create({
  name: "iframe", group: "block", atom: true,
  addAttributes: () => ({ src: { default: null }, width: { default: null }, height: { default: null }, title: { default: null } }),
  parseHTML: () => [{ tag: "iframe" }],
  renderHTML: ({ HTMLAttributes }) => ["iframe", HTMLAttributes],
});
const tiptap = (...more) => (code) => {
  const e = new Editor({ extensions: [StarterKit, ...more], content: code });
  return e.getHTML();
};
const frames = { tags: ["iframe"], attributes: ["src", "width", "height", "title", "loading", "allow"] };
const tiny = (options) => (code) => new Promise((done) => {
  const at = document.body.appendChild(document.createElement("textarea"));
  tinymce.init({ target: at, license_key: "gpl", promotion: false, branding: false, ...options, setup: (e) => e.on("init", () => {
    e.setContent(code);
    done(e.getContent());
  }) });
});

window.editors = {
  "DOMPurify": (code) => DOMPurify.sanitize(code),
  "DOMPurify, frames allowed": (code) => DOMPurify.sanitize(code, { ADD_TAGS: ["iframe"], ADD_ATTR: ["allow"] }),
  "sanitize-html": (code) => sanitizeHtml(code),
  "sanitize-html, frames allowed": (code) => sanitizeHtml(code, {
    allowedTags: sanitizeHtml.defaults.allowedTags.concat("iframe", "img"), allowedAttributes: { ...sanitizeHtml.defaults.allowedAttributes, iframe: frames.attributes },
  }),
  "TinyMCE": tiny({}),
  "TinyMCE, all elements": tiny({ extended_valid_elements: "script[*],iframe[*],sahel-explainer[*]", custom_elements: "sahel-explainer" }),
  "TipTap": tiptap(),
  "TipTap, with a frame": tiptap(Frame),
};
