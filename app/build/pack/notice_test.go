package pack

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"sahel-explainer/locales"
)

// The notice names every module of the client and every package that reaches readers, with its licence, and nothing of the
// machine that wrote it. What reaches readers stands among the dependencies of package.json, tools among its devDependencies.
func TestNoticeNamesWhatIsShipped(t *testing.T) {
	notice, err := Notice("../../..", locales.All())
	if err != nil {
		t.Fatal(err)
	}
	text := string(notice)
	for _, want := range append([]string{"go-app", "Go standard library", "Natural Earth", "Apache License", "SIL OPEN FONT LICENSE", "MIT License", "Redistribution and use in source and binary forms"}, shipped...) {
		if !strings.Contains(text, want) {
			t.Errorf("no word of %s", want)
		}
	}
	root, _ := os.Getwd()
	home, _ := os.UserHomeDir()
	if strings.Contains(text, root) || home != "/" && strings.Contains(text, home+"/") || strings.Contains(text, "node_modules") {
		t.Error("the notice tells of this machine")
	}
	raw, err := os.ReadFile("../../../package.json")
	if err != nil {
		t.Fatal(err)
	}
	var p struct{ Dependencies map[string]string }
	if err := json.Unmarshal(raw, &p); err != nil {
		t.Fatal(err)
	}
	for name := range p.Dependencies {
		if !slices.Contains(append(fontPackages(locales.All()), shipped...), name) {
			t.Errorf("%s is among the dependencies of package.json, of which something reaches readers: add it to shipped in notice.go, or move it to devDependencies", name)
		}
	}
	for _, name := range shipped {
		if _, direct := p.Dependencies[name]; !direct && name != "tslib" && name != "zrender" { // those two come with echarts
			t.Errorf("%s is shipped: it belongs to the dependencies of package.json", name)
		}
	}
}
