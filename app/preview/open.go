package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// open opens a place of the project in the editor of whoever runs the desk.
func (d *Desk) open(w http.ResponseWriter, r *http.Request) {
	var p place
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4<<10)).Decode(&p); err != nil {
		http.Error(w, "not a place", http.StatusBadRequest)
		return
	}
	root := d.o.Root
	if d.o.Story != "" && exists(filepath.Join(d.o.Story, filepath.FromSlash(p.File))) {
		root = d.o.Story
	}
	args, err := editorCall(root, p.File, p.Line, editor())
	if err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	cmd := exec.Command(args[0], args[1:]...)
	if err := cmd.Start(); err != nil {
		http.Error(w, fmt.Sprintf("%s did not start: %v", args[0], err), http.StatusConflict)
		return
	}
	go cmd.Wait()
	answer(w, args[0])
}

func editor() string {
	if e := os.Getenv("VISUAL"); e != "" {
		return e
	}
	return os.Getenv("EDITOR")
}

// inTerminal are editors that need a terminal, which a page cannot give them.
var inTerminal = []string{"vi", "vim", "nvim", "nano", "pico", "emacs", "ed", "micro", "helix", "hx", "joe", "mcedit"}

// editorCall is the command that opens a file at a line. The file must be one of those that the desk watches.
func editorCall(root, file string, line int, editor string) ([]string, error) {
	if !filepath.IsLocal(filepath.FromSlash(file)) || !counts(filepath.Base(file)) || !slices.Contains(watched, strings.SplitN(file, "/", 2)[0]) {
		return nil, fmt.Errorf("%q is no file of the story", file)
	}
	path, err := filepath.Abs(filepath.Join(root, filepath.FromSlash(file)))
	if err != nil {
		return nil, err
	}
	if real, err := filepath.EvalSymlinks(path); err != nil || !within(root, real) {
		return nil, fmt.Errorf("%q is no file of the story", file)
	}
	words := strings.Fields(editor)
	if len(words) == 0 {
		return nil, fmt.Errorf("no editor is named: start the desk as EDITOR=code make preview (or gedit, kate, subl …), or use the vscode link")
	}
	name := strings.TrimSuffix(filepath.Base(words[0]), ".exe")
	if slices.Contains(inTerminal, name) && !(name == "emacs" && len(words) > 1) {
		return nil, fmt.Errorf("EDITOR is %s, which needs a terminal: start the desk as EDITOR=code make preview (or gedit, kate, subl …), or use the vscode link", name)
	}
	line = max(line, 1)
	switch name {
	case "code", "codium", "code-insiders", "cursor":
		return append(words, "-g", path+":"+strconv.Itoa(line)), nil
	case "subl", "zed", "atom":
		return append(words, path+":"+strconv.Itoa(line)), nil
	case "kate":
		return append(words, "-l", strconv.Itoa(line), path), nil
	case "gedit", "gvim", "emacsclient", "emacs", "geany", "mousepad", "pluma", "xed", "gnome-text-editor":
		return append(words, "+"+strconv.Itoa(line), path), nil
	}
	return append(words, path), nil
}

func within(root, path string) bool {
	abs, err := filepath.Abs(root)
	if err == nil {
		abs, err = filepath.EvalSymlinks(abs)
	}
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(abs, path)
	return err == nil && filepath.IsLocal(rel)
}
