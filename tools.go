//go:build tools

package main

// The generator's version is pinned by go.mod through this import; graph/resolver.go runs it.
import _ "github.com/99designs/gqlgen"
