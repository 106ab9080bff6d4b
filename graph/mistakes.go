package graph

import (
	"context"
	"errors"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// mistakes are all that is wrong with one field, as one error. The caller gets each of them by itself, see [field].
type mistakes []*Error

func (m mistakes) Error() string {
	texts := make([]string, len(m))
	for i, e := range m {
		texts[i] = e.Message
	}
	return strings.Join(texts, " ")
}

// graphQL are mistakes that stand before the execution.
func (m mistakes) graphQL() gqlerror.List {
	var list gqlerror.List
	for _, e := range m {
		list = append(list, e.graphQL())
	}
	return presentable(list)
}

// joined makes one error of the caller's mistakes among several; nil for none. An error that is no mistake of the caller stands
// alone.
func joined(errs ...error) error {
	var all mistakes
	for _, err := range errs {
		if err == nil {
			continue
		}
		if several, ok := errors.AsType[mistakes](err); ok {
			all = append(all, several...)
		} else if one, ok := errors.AsType[*Error](err); ok {
			all = append(all, one)
		} else {
			return err
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

// apart adds all mistakes but the last to the answer, and gives back the last; any other error as it is.
func apart(ctx context.Context, err error) error {
	all, ok := errors.AsType[mistakes](err)
	if !ok {
		return err
	}
	last := min(len(all)-1, maxErrors)
	for _, e := range all[:last] {
		graphql.AddError(ctx, e)
	}
	return all[last]
}
