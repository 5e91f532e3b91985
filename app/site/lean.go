package site

// leanModule returns the path of a go.mod for the client's build in which go-app has shed what only a server needs, or ""
// to build with the project's own.
func leanModule(root, cache string) (string, error) { return "", nil }
