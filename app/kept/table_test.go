package kept

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// inCode finds a name below the folder for caches in the program's source.
var inCode = regexp.MustCompile(`"\.build(?:/|", ")([a-z]+)|Join\((?:\w+\.)*[cC]ache, "([a-z]+)"`)

// What outlives a process is in the table of app/README.md, with how it is proven: every name below .build that the code has, and every
// one that stands there.
func TestTableNamesAllThatIsKept(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(readme), "## What outlives a process")
	table, _, _ = strings.Cut(table, "\n## ")
	named := map[string]string{} // where by name
	for _, room := range []string{"../../app", "../../charts"} {
		err := filepath.WalkDir(room, func(file string, e fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
				return err
			}
			text, err := os.ReadFile(file)
			for _, m := range inCode.FindAllStringSubmatch(string(text), -1) {
				named[m[1]+m[2]] = file
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(named) < 8 {
		t.Fatalf("the code names %v below .build", named)
	}
	there, _ := os.ReadDir("../../.build") // none before the first build
	for _, e := range there {
		name, _, _ := strings.Cut(e.Name(), ".")
		named[name] = ".build"
	}
	for name, where := range named {
		if name != "" && !strings.Contains(table, "`.build/"+name) {
			t.Errorf("%s has .build/%s, and the table of what outlives a process in app/README.md does not", where, name)
		}
	}
}
