// On the page of a step: sends a reader on to the step in the story, before anything is painted. Machines that run no script
// read the page itself.
const to = new URL(document.documentElement.dataset.to, location.href);
to.search = location.search; // what a newsletter or a network has added, and the story's own options
location.replace(to.href);
