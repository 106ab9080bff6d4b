package graph

import (
	"context"

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
	career, err := one[*catalog.Career](r.Resolver, catalog.Careers, to, "to")
	if err := joined(wrong(problems), err); err != nil {
		return nil, err
	}
	return r.planner.Check(profile, career), nil
}

func (r *Resolver) CredentialRequirement() generated.CredentialRequirementResolver {
	return &credentialRequirementResolver{r}
}

type credentialRequirementResolver struct{ *Resolver }
