package command

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"careerlattice/graph"
	"careerlattice/internal/catalog"
	"careerlattice/internal/export"
	"careerlattice/internal/planner"
	"careerlattice/internal/relate"
)

// exports writes one catalog in the formats that analysts open: for the command export, and over HTTP under /export/.
type exports struct {
	catalog   *catalog.Catalog
	planner   *planner.Planner
	relations func() *relate.Relations
	release   func() *export.Release
	plan      func(context.Context, planner.Question) (planner.Result, error)
	sets      graph.Sets
	cells     int // that a matrix may have; 0 is any number
	// api answers with no limits which careers and credentials a filter lets through, so that filters are those of the API.
	api   func() http.Handler
	today func() time.Time
	// dataPackage and croissant are kept: to make them, every table is written once.
	dataPackage, croissant func() ([]byte, error)
}

func newExports(
	c *catalog.Catalog, p *planner.Planner, relations func() *relate.Relations,
	plan func(context.Context, planner.Question) (planner.Result, error), answers graph.Sets, cells int,
) *exports {
	e := &exports{catalog: c, planner: p, relations: relations, plan: plan, sets: answers, cells: cells, today: time.Now}
	e.release = sync.OnceValue(func() *export.Release { return export.NewRelease(c, relations()) })
	e.api = sync.OnceValue(func() http.Handler {
		return graph.NewHandler(graph.Options{Catalog: c, Planner: p, Relations: relations, Limits: unlimited})
	})
	e.dataPackage = sync.OnceValues(func() ([]byte, error) { return written(e.release().DataPackage) })
	e.croissant = sync.OnceValues(func() ([]byte, error) { return written(e.release().Croissant) })
	return e
}

// exportFormat is a format: the end of a file's name, and its media type.
type exportFormat struct{ extension, mediaType string }

var exportFormats = []exportFormat{
	{"csv", "text/csv; charset=utf-8; header=present"},
	{"parquet", "application/vnd.apache.parquet"},
	{"graphml", "application/graphml+xml"},
	{"gexf", "application/gexf+xml"},
	{"dot", "text/vnd.graphviz; charset=utf-8"},
	{"mmd", "text/vnd.mermaid; charset=utf-8"},
	{"jsonld", "application/ld+json"},
	{"ctdl.jsonld", "application/ld+json"},
	{"ics", "text/calendar; charset=utf-8"},
	{"json", "application/json"},
}

// Formats that share a kind of content.
var (
	tableFormats   = []string{"csv", "parquet"}
	drawingFormats = []string{"graphml", "gexf", "dot", "mmd"}
	linkedFormats  = []string{"jsonld", "ctdl.jsonld"}
)

// exportKind is something that can be exported.
type exportKind struct {
	name, about string
	formats     []string
	parameters  []string
	open        func(context.Context, *exports, *arguments, string) (func(io.Writer) error, error)
}

// asks tells whether it is the answer to a question about a person or a career, and not a part of the catalog.
func (k exportKind) asks() bool {
	return slices.Contains(k.parameters, "from") || slices.Contains(k.parameters, "to")
}

// What exports can be asked for, by the names of parameters.
var (
	careerParameters     = []string{"text", "industries", "skills", "minWage", "maxWage", "maxLevel", "includeTrainees", "orderBy", "direction"}
	credentialParameters = []string{"text", "kinds", "levels", "fields"}
	nodeParameters       = []string{"kinds", "around", "depth", "limit"}
	planParameters       = []string{
		"from", "experience", "to", "optimize", "maxMonths", "maxCost", "avoid", "via", "studyModes", "jobs", "maxLevel",
	}
	onePlanParameters = append(slices.Clone(planParameters), "plan")
	reachParameters   = without(planParameters, "to", "optimize")
	matrixParameters  = without(planParameters, "experience", "optimize")
)

func without(names []string, left ...string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(left, name) })
}

func exportKinds() []exportKind {
	return []exportKind{
		{"nodes", "every node of the catalog", tableFormats, nodeParameters, openNodes},
		{"edges", "what the catalog says of two nodes", tableFormats, nodeParameters, openEdges},
		{"relations", "nodes and edges, to draw and analyze", drawingFormats, nodeParameters, openRelations},
		{"careers", "careers with their figures", tableFormats, careerParameters, openCareers},
		{"credentials", "credentials with their figures", tableFormats, credentialParameters, openCredentials},
		{"routes", "the ways to earn credentials, with time and price", tableFormats, credentialParameters, openRoutes},
		{"careers-credentials", "careers and the credentials that they require or recommend", tableFormats, careerParameters, openPairs},
		{"catalog", "careers and credentials in the words of schema.org, or of CTDL", linkedFormats, careerParameters, openCatalog},
		{"plans", "the plans to a career: as a table, in words of schema.org or CTDL, or their steps to draw", slices.Concat(tableFormats, linkedFormats, drawingFormats), onePlanParameters, openPlans},
		{"steps", "the steps of the plans to a career", tableFormats, onePlanParameters, openSteps},
		{"plan", "one plan as a calendar, from the day it starts", []string{"ics"}, append(slices.Clone(onePlanParameters), "start"), openCalendar},
		{"reach", "every career that is reached within constraints, with the least months and dollars", tableFormats, reachParameters, openReach},
		{"matrix", "the same from several starts to several careers", tableFormats, matrixParameters, openMatrix},
		{"origins", "the credentials from which a career is reached sooner than from high school", tableFormats, []string{"to"}, openOrigins},
		{"leverage", "what one credential more would open within constraints: each credential with each career", tableFormats, reachParameters, openLeverage},
		{"datapackage", "a description of the tables as Data Package, with checksums", []string{"json"}, nil, openDataPackage},
		{"croissant", "the same as Croissant", []string{"json"}, nil, openCroissant},
	}
}

// opened is an export that is ready to be written.
type opened struct {
	name, mediaType string
	write           func(io.Writer) error
}

// open finds what a name such as "careers.csv" names, and what its parameters ask for. Nothing is written yet.
func (e *exports) open(ctx context.Context, name string, a *arguments) (opened, error) {
	kind, extension, _ := strings.Cut(name, ".")
	for _, k := range exportKinds() {
		if k.name != kind {
			continue
		}
		if !slices.Contains(k.formats, extension) {
			return opened{}, a.failf("%q: %s can be had as %s", name, kind, strings.Join(names(k), ", "))
		}
		if err := a.only(k.parameters); err != nil {
			return opened{}, err
		}
		write, err := k.open(ctx, e, a, extension)
		if err == nil {
			err = a.err()
		}
		if err != nil {
			return opened{}, err
		}
		i := slices.IndexFunc(exportFormats, func(f exportFormat) bool { return f.extension == extension })
		return opened{name, exportFormats[i].mediaType, write}, nil
	}
	return opened{}, &unknownExport{a.failf("there is no export %q: %s", name, strings.Join(everyName(), ", "))}
}

// unknownExport is a name that nothing has.
type unknownExport struct{ error }

func (e *unknownExport) Unwrap() error { return e.error }

// names are the names of files of a kind.
func names(k exportKind) []string {
	all := make([]string, len(k.formats))
	for i, f := range k.formats {
		all[i] = k.name + "." + f
	}
	return all
}

func everyName() []string {
	var all []string
	for _, k := range exportKinds() {
		all = append(all, names(k)...)
	}
	return all
}

// ServeHTTP writes what the path names. An error before the first byte is told in words; one after it cuts the connection.
func (e *exports) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/export/")
	if name == "" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, exportList("/export/"))
		return
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		plainError(w, http.StatusBadRequest, "the query cannot be read: write name=value&name=value")
		return
	}
	out, err := e.open(r.Context(), name, &arguments{values: values, say: func(name string) string { return name }})
	if err != nil {
		status, text := exportStatus(err)
		plainError(w, status, text)
		return
	}
	w.Header().Set("Content-Type", out.mediaType)
	w.Header().Set("Content-Disposition", `attachment; filename="`+out.name+`"`)
	if r.Method == http.MethodHead {
		return
	}
	if err := out.write(w); err != nil {
		panic(http.ErrAbortHandler) // half a file must not be taken for a whole one
	}
}

// exportStatus is the status that tells an error, and its text. What nobody can do anything about is not shown.
func exportStatus(err error) (int, string) {
	var refused *refusal
	var usage usageError
	var unknown *unknownExport
	var own *graph.Error
	switch {
	case errors.As(err, &unknown):
		return http.StatusNotFound, err.Error()
	case errors.As(err, &usage):
		return http.StatusBadRequest, err.Error()
	case errors.As(err, &refused) && (refused.code == graph.NotFound || refused.code == graph.BadUserInput):
		return http.StatusBadRequest, err.Error()
	case errors.Is(err, errNoPlan):
		return http.StatusUnprocessableEntity, err.Error()
	case errors.As(err, &own) && own.Code == graph.Overloaded:
		return http.StatusServiceUnavailable, own.Message
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return http.StatusServiceUnavailable, "it took longer than this server allows"
	}
	return http.StatusInternalServerError, "something went wrong on our side"
}

func plainError(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text+"\n")
}

// exportList says what can be exported, a kind a paragraph.
func exportList(prefix string) string {
	var b strings.Builder
	for _, k := range exportKinds() {
		b.WriteString(k.about + ":\n")
		for _, name := range names(k) {
			b.WriteString("  " + prefix + name + "\n")
		}
		if len(k.parameters) > 0 {
			b.WriteString("  parameters: " + strings.Join(k.parameters, ", ") + "\n")
		}
	}
	return b.String()
}
