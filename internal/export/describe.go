package export

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"careerlattice/internal/catalog"
)

// file is one file of a release: a table of it in a format.
type file struct {
	table     Table
	extension string
	mediaType string
	write     func(io.Writer) error
}

// name is the file's name.
func (f file) name() string { return f.table.Name() + "." + f.extension }

// files are the tables of a release in each format.
func (r *Release) files() []file {
	var files []file
	for _, t := range r.Tables() {
		files = append(files,
			file{t, "csv", "text/csv", t.CSV},
			file{t, "parquet", "application/vnd.apache.parquet", t.Parquet})
	}
	return files
}

// Tables are all tables of the catalog. Those of careers leave out trainees' jobs, as lists of the API do.
func (r *Release) Tables() []Table {
	links := r.relations.Links()
	careers := slices.DeleteFunc(slices.Clone(r.catalog.Careers), func(c *catalog.Career) bool { return c.TraineeFor != nil })
	return []Table{
		r.Nodes(r.relations.Nodes()), r.Edges(links), r.Careers(careers), r.Credentials(r.catalog.Credentials),
		r.Routes(r.catalog.Credentials), r.Pairs(careers),
	}
}

// summary is how many bytes a file has, and their SHA-256.
type summary struct {
	bytes int64
	sum   string
}

func (f file) summary() (summary, error) {
	hash := sha256.New()
	counted := &counter{w: hash}
	if err := f.write(counted); err != nil {
		return summary{}, err
	}
	return summary{counted.bytes, hex.EncodeToString(hash.Sum(nil))}, nil
}

// counter counts what is written.
type counter struct {
	w     io.Writer
	bytes int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.bytes += int64(n)
	return n, err
}

const releaseDescription = "Credentials, careers, and what leads from one to the other: requirements, routes with their time and price, skills, industries and wages, each figure with its source."

// DataPackage describes the release as a Data Package (frictionless data, version 2): its tables in each format, with their columns,
// their sizes and their checksums.
func (r *Release) DataPackage(w io.Writer) error {
	var resources []object
	for _, f := range r.files() {
		s, err := f.summary()
		if err != nil {
			return err
		}
		var fields []object
		for _, c := range f.table.Columns() {
			fields = append(fields, object{"name": c.Name, "type": c.Type, "description": c.Description})
		}
		resources = append(resources, object{
			"name": f.table.Name() + "-" + f.extension, "title": f.table.Title(), "path": f.name(), "format": f.extension, "mediatype": f.mediaType,
			"bytes": s.bytes, "hash": "sha256:" + s.sum, "schema": object{"fields": fields},
		})
		if f.extension == "csv" {
			resources[len(resources)-1]["encoding"] = "utf-8"
		}
	}
	var sources, licenses []object
	for _, s := range r.catalog.Sources {
		sources = append(sources, object{"title": s.Title, "path": s.URL})
	}
	for _, l := range strings.Split(r.licenses(), "; ") {
		licenses = append(licenses, object{"name": licenseName(l), "title": l})
	}
	return indented(w, object{
		"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": r.slug(), "id": r.catalog.Digest, "title": r.title,
		"version": r.version, "description": releaseDescription, "sources": sources, "licenses": licenses, "resources": resources,
	})
}

// slug is the catalogs' ids in one.
func (r *Release) slug() string {
	var ids []string
	for _, info := range r.catalog.Infos {
		ids = append(ids, info.ID)
	}
	return list(ids, "-")
}

// licenseName is a license as an identifier.
func licenseName(license string) string {
	return strings.Join(strings.Fields(strings.ToUpper(license)), "-")
}

// croissantContext is the context that Croissant 1.0 demands of every description.
var croissantContext = object{
	"@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/", "cr": "http://mlcommons.org/croissant/",
	"rai": "http://mlcommons.org/croissant/RAI/", "dct": "http://purl.org/dc/terms/",
	"citeAs": "cr:citeAs", "column": "cr:column", "conformsTo": "dct:conformsTo", "data": object{"@id": "cr:data", "@type": "@json"},
	"dataType": object{"@id": "cr:dataType", "@type": "@vocab"}, "examples": object{"@id": "cr:examples", "@type": "@json"},
	"extract": "cr:extract", "field": "cr:field", "fileObject": "cr:fileObject", "fileProperty": "cr:fileProperty", "fileSet": "cr:fileSet",
	"format": "cr:format", "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key",
	"md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path", "recordSet": "cr:recordSet", "references": "cr:references",
	"regex": "cr:regex", "repeated": "cr:repeated", "replace": "cr:replace", "separator": "cr:separator", "source": "cr:source",
	"subField": "cr:subField", "transform": "cr:transform",
}

// Croissant describes the release as Croissant 1.0 has it, by which data catalogs find it: its files with their sizes and their
// checksums, and the columns of its tables as CSV.
func (r *Release) Croissant(w io.Writer) error {
	types := map[string]string{"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean"}
	var files, sets []object
	for _, f := range r.files() {
		s, err := f.summary()
		if err != nil {
			return err
		}
		files = append(files, object{
			"@type": "cr:FileObject", "@id": f.name(), "name": f.name(), "contentUrl": f.name(), "contentSize": strconv.FormatInt(s.bytes, 10) + " B",
			"encodingFormat": f.mediaType, "sha256": s.sum, "description": f.table.Title(),
		})
		if f.extension != "csv" {
			continue
		}
		var fields []object
		for _, c := range f.table.Columns() {
			id := f.table.Name() + "/" + c.Name
			fields = append(fields, object{
				"@type": "cr:Field", "@id": id, "name": id, "description": c.Description, "dataType": types[c.Type],
				"source": object{"fileObject": object{"@id": f.name()}, "extract": object{"column": c.Name}},
			})
		}
		sets = append(sets, object{"@type": "cr:RecordSet", "@id": f.table.Name(), "name": f.table.Name(), "description": f.table.Title(), "field": fields})
	}
	return indented(w, object{
		"@context": croissantContext, "@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.0", "name": r.slug(),
		"alternateName": r.title, "description": releaseDescription, "version": r.version, "identifier": r.catalog.Digest,
		"license": strings.Split(r.licenses(), "; "), "citeAs": r.about(), "distribution": files, "recordSet": sets,
	})
}

func indented(w io.Writer, o object) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(clean(o))
}
