package graph

import (
	"context"
	"errors"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

func (r *credentialRequirementResolver) Credential(ctx context.Context, obj *catalog.CredentialRequirement) (node.Credential, error) {
	return node.CredentialOf(obj.Credential), nil
}

func (r *queryResolver) Gap(ctx context.Context, from planner.ProfileInput, to string) (*planner.RequirementCheck, error) {
	profile, problems := r.planner.Profile(from, "from")
	failed := wrong(problems)
	career, err := one[*catalog.Career](r.Resolver, catalog.Careers, to, "to")
	if unknown, ok := errors.AsType[*Error](err); ok {
		failed = append(failed, unknown)
	}
	if len(failed) > 0 {
		return nil, all(ctx, failed)
	}
	return r.planner.Check(profile, career), nil
}

func (r *Resolver) CredentialRequirement() generated.CredentialRequirementResolver {
	return &credentialRequirementResolver{r}
}

type credentialRequirementResolver struct{ *Resolver }
