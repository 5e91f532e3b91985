package edition

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing/fstest"
)

// Earlier opens an earlier state of the project: a folder that holds one, or a revision of the repository at root.
func Earlier(root, since string) (fs.FS, error) {
	if since == "" {
		return nil, fmt.Errorf("corrections: say since when, a folder or a git revision, as SINCE=v1 or -since v1")
	}
	if info, err := os.Stat(since); err == nil && info.IsDir() {
		return os.DirFS(since), nil
	}
	if strings.HasPrefix(since, "-") {
		return nil, fmt.Errorf("corrections: %q is neither a folder nor a git revision", since)
	}
	cmd := exec.Command("git", "archive", "--format=tar", since, "--", "locales", dataDir)
	cmd.Dir = root
	var msg bytes.Buffer
	cmd.Stderr = &msg
	raw, err := cmd.Output()
	if err != nil {
		line, _, _ := strings.Cut(strings.TrimSpace(msg.String()), "\n")
		return nil, fmt.Errorf("corrections: %q is neither a folder nor a git revision: %s", since, line)
	}
	out := fstest.MapFS{}
	for r := tar.NewReader(bytes.NewReader(raw)); ; {
		h, err := r.Next()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		out[h.Name] = &fstest.MapFile{Data: text}
	}
}
