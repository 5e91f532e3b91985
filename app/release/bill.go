package release

import (
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"sahel-explainer/app/build/pack"
	"sahel-explainer/locales"
)

// The parts of CycloneDX 1.5 that say what something is made of.
type bill struct {
	Format       string      `json:"bomFormat"`
	Spec         string      `json:"specVersion"`
	Version      int         `json:"version"`
	Metadata     metadata    `json:"metadata"`
	Components   []component `json:"components"`
	Dependencies []depends   `json:"dependencies"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	Scope      string     `json:"scope,omitempty"`
	Hashes     []digest   `json:"hashes,omitempty"`
	Licences   []licensed `json:"licenses,omitempty"`
	PURL       string     `json:"purl,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type digest struct {
	Alg     string `json:"alg"`
	Content string `json:"content"`
}

type licensed struct {
	Licence struct {
		ID   string `json:"id,omitempty"`
		Name string `json:"name,omitempty"` // where the list of SPDX has none
	} `json:"license"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type depends struct {
	Ref string   `json:"ref"`
	On  []string `json:"dependsOn"`
}

// Bill writes a bill of materials (CycloneDX) of the site and of the programs: what they carry of others, in which version, under
// which licence. What only builds or tests is not in it.
func Bill(root, version string, programs []string) ([]byte, error) {
	works, err := pack.Works(root, locales.All())
	if err != nil {
		return nil, err
	}
	locked, err := integrity(root)
	if err != nil {
		return nil, err
	}
	sums, err := goSums(root)
	if err != nil {
		return nil, err
	}
	all := map[string]component{naturalEarth.Ref: naturalEarth}
	for _, p := range programs {
		info, err := buildinfo.ReadFile(p)
		if err != nil {
			return nil, err
		}
		for _, d := range info.Deps {
			if err := addModule(all, root, d.Path, d.Version); err != nil {
				return nil, err
			}
		}
	}
	for _, w := range works {
		c := component{Type: "library", Name: w.Name, Version: w.Version, Licences: licences(w.Licence)}
		switch {
		case w.NPM:
			c.PURL = "pkg:npm/" + strings.ReplaceAll(url.PathEscape(w.Name), "%2F", "/") + "@" + w.Version
			c.PURL = strings.Replace(c.PURL, "npm/@", "npm/%40", 1)
			if h := locked[w.Name]; h != "" {
				c.Hashes = []digest{{"SHA-512", h}}
			}
		case strings.HasPrefix(w.Name, "Go "):
			c.Name, c.PURL = "std", "pkg:golang/std@"+w.Version
		default:
			c.PURL = "pkg:golang/" + w.Name + "@" + w.Version
		}
		c.Ref = c.PURL
		all[c.Ref] = c
	}
	out := bill{Format: "CycloneDX", Spec: "1.5", Version: 1, Metadata: metadata{component{Type: "application", Ref: "explainer", Name: "sahel-explainer", Version: version}}}
	name, _, err := pack.Licence(root)
	if err != nil {
		return nil, err
	}
	if name != "" {
		var l licensed
		l.Licence.ID = name
		out.Metadata.Component.Licences = []licensed{l}
	}
	own := depends{Ref: "explainer"}
	for ref, c := range all {
		if len(c.Licences) == 0 {
			return nil, fmt.Errorf("%s %s: its licence is none that app/release/bill.go knows; add it there", c.Name, c.Version)
		}
		if s := sums[c.Name+"@"+c.Version]; s != "" {
			c.Properties = []property{{"go:sum", s}}
		}
		out.Components = append(out.Components, c)
		own.On = append(own.On, ref)
	}
	sort.Slice(out.Components, func(i, j int) bool { return out.Components[i].Ref < out.Components[j].Ref })
	sort.Strings(own.On)
	out.Dependencies = []depends{own}
	raw, err := json.MarshalIndent(out, "", " ")
	return append(raw, '\n'), err
}

// naturalEarth is where the shapes of the maps come from; world-atlas hands its data on.
var naturalEarth = func() component {
	c := component{Type: "data", Ref: "natural-earth", Name: "Natural Earth", Version: "4.1.0", Licences: []licensed{{}}}
	c.Licences[0].Licence.Name = "Public domain"
	return c
}()

// goSums gives the checksums that go.sum holds modules to, by PATH@VERSION.
func goSums(root string) (map[string]string, error) {
	raw, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		if f := strings.Fields(line); len(f) == 3 && !strings.HasSuffix(f[1], "/go.mod") {
			out[f[0]+"@"+f[1]] = f[2]
		}
	}
	return out, nil
}

// addModule adds a module that a program is linked from.
func addModule(all map[string]component, root, path, version string) error {
	text, err := pack.ModuleLicence(root, path)
	if err != nil {
		return err
	}
	ref := "pkg:golang/" + path + "@" + version
	all[ref] = component{Type: "library", Ref: ref, Name: path, Version: version, PURL: ref, Licences: licences(text)}
	return nil
}

// integrity gives the checksums that the lock file holds packages to.
func integrity(root string) (map[string]string, error) {
	raw, err := os.ReadFile(filepath.Join(root, "package-lock.json"))
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct{ Integrity string }
	}
	if err := json.Unmarshal(raw, &lock); err != nil {
		return nil, fmt.Errorf("package-lock.json: %w", err)
	}
	out := map[string]string{}
	for p, x := range lock.Packages {
		if b, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(x.Integrity, "sha512-")); err == nil && strings.HasPrefix(x.Integrity, "sha512-") {
			out[strings.TrimPrefix(p, "node_modules/")] = hex.EncodeToString(b)
		}
	}
	return out, nil
}

// known are phrases that a licence is told by, the more telling first.
var known = []struct{ id, phrase string }{
	{"OFL-1.1", "sil open font license"}, {"Apache-2.0", "apache license"}, {"0BSD", "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted. "},
	{"ISC", "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided"},
	{"MIT", "permission is hereby granted, free of charge"}, {"BSD-3-Clause", "neither the name"}, {"BSD-2-Clause", "redistribution and use in source and binary forms"},
}

// licences tells by its text which licence something is under, by its name in the list of SPDX.
func licences(text string) []licensed {
	flat := strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, k := range known {
		if strings.Contains(flat, k.phrase) {
			var l licensed
			l.Licence.ID = k.id
			return []licensed{l}
		}
	}
	return nil
}
