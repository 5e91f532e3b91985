package spec

import "fmt"

// NoRoom is the refusal of a layout: these words, of a row or another part of a picture, have no place in a state, slot and language. mend
// says what an editor can do.
func NoRoom(env *Env, graphic, state, words, of, mend string) error {
	return fmt.Errorf("%s: no room for the label %q of %s in state %s (%s, %s); %s", graphic, words, of, state, env.Tag, env.Form, mend)
}
