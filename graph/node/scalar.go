package node

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"careerlattice/internal/catalog"
)

// ErrInt is what [UnmarshalInt] says of anything but a whole number of 32 bits.
var ErrInt = errors.New("must be a whole number from -2147483648 to 2147483647")

// MarshalInt writes a whole number; one that does not fit into 32 bits, as GraphQL's Int has them, is written as null,
// which is an error where null is not allowed.
func MarshalInt(i int) graphql.Marshaler {
	if i < math.MinInt32 || i > math.MaxInt32 {
		return graphql.Null
	}
	return graphql.MarshalInt(i)
}

// UnmarshalInt reads a whole number of 32 bits. Text is refused, and so is 1.0.
func UnmarshalInt(v any) (int, error) {
	var i int64
	switch v := v.(type) {
	case int64:
		i = v
	case json.Number:
		n, err := strconv.ParseInt(string(v), 10, 64)
		if err != nil {
			return 0, ErrInt
		}
		i = n
	default:
		return 0, ErrInt
	}
	if i < math.MinInt32 || i > math.MaxInt32 {
		return 0, ErrInt
	}
	return int(i), nil
}

// MarshalText writes optional text; empty text is null.
func MarshalText(t catalog.Text) graphql.Marshaler {
	if t == "" {
		return graphql.Null
	}
	return graphql.MarshalString(string(t))
}

// UnmarshalText reads optional text; null is empty.
func UnmarshalText(v any) (catalog.Text, error) {
	if v == nil {
		return "", nil
	}
	s, err := graphql.UnmarshalString(v)
	if err != nil {
		return "", fmt.Errorf("must be text: %w", err)
	}
	return catalog.Text(s), nil
}
