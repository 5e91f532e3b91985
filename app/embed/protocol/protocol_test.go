package protocol

import (
	"reflect"
	"testing"
)

// Checks know a field by its name alone, so a name means one thing in all that a side says, and a message stands once.
func TestFieldsMeanOneThing(t *testing.T) {
	rules, types := map[Side]map[string]Rule{Frame: {}, Host: {}}, map[string]bool{}
	for _, m := range Messages {
		if types[string(m.From)+m.Type] {
			t.Errorf("the %s says %s in two ways", m.From, m.Type)
		}
		types[string(m.From)+m.Type] = true
		for _, f := range m.Fields {
			if was, twice := rules[m.From][f.Name]; twice && !reflect.DeepEqual(was, f.Rule) {
				t.Errorf("%s of %s from the %s is %v, elsewhere %v", f.Name, m.Type, m.From, f.Rule, was)
			}
			rules[m.From][f.Name] = f.Rule
		}
	}
}
