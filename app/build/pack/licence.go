package pack

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// unchosen is what npm calls a package that nobody has been given a licence to.
const unchosen = "UNLICENSED"

// Licence is the project's own licence: its name in the list of SPDX, and its text; neither while its owner has chosen none. It is set
// in one place, "license" in package.json with the text in LICENSE beside it; the notice and bills of materials take it from there.
func Licence(root string) (name, text string, err error) {
	raw, err := os.ReadFile(filepath.Join(root, "package.json"))
	if err != nil {
		return "", "", err
	}
	var p struct{ License string }
	if err := json.Unmarshal(raw, &p); err != nil {
		return "", "", fmt.Errorf("package.json: %w", err)
	}
	body, err := os.ReadFile(filepath.Join(root, "LICENSE"))
	there := err == nil && strings.TrimSpace(string(body)) != ""
	switch {
	case p.License == "":
		return "", "", fmt.Errorf("package.json: no license; name it as the list of SPDX does, or write %q while none is chosen", unchosen)
	case p.License == unchosen && there:
		return "", "", fmt.Errorf("package.json: license is %q, and LICENSE has a text; name the licence in package.json too", unchosen)
	case p.License == unchosen:
		return "", "", nil
	case !there:
		return "", "", fmt.Errorf("package.json: license is %q, and there is no LICENSE beside it; put its text there", p.License)
	}
	return p.License, string(body), nil
}
