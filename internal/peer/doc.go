// Package peer holds the planner to solvers that share no code with it: an answer set program of what a plan is (plan.lp),
// an integer program, and a shortest path. It promises that every answer compared is equal to the planner's, and says how
// many were. It consists of tests behind the build tag solvers, needs clingo and CBC, and has no code for a program.
package peer
