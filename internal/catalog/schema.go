package catalog

import _ "embed" // for JSONSchema

// JSONSchema is the JSON Schema (draft 2020-12) of a catalog file, for editors. It knows every key and form; what takes
// several places to judge, such as references, is left to [Load].
//
//go:embed catalog.schema.json
var JSONSchema []byte
