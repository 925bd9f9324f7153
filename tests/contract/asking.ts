// A program of somebody who has but the types that are made of the OpenAPI document. tsc reads it strictly; nobody runs it.
import type { components, operations } from "./fogline";

type Question = NonNullable<operations["listClaims"]["parameters"]["query"]>;
type Answer = operations["listClaims"]["responses"][200]["content"]["application/json"];
type Claim = components["schemas"]["Claim"];
type Problem = components["schemas"]["Problem"];

const question: Question = {
  force: ["north-korea"],
  measure: ["troops", "killed"],
  modality: ["asserted"],
  date_from: "2024-10",
  date_basis: "said",
  sort: "-as_of",
  limit: 20,
};

// @ts-expect-error a measure that nobody counts
export const wrongMeasure: Question = { measure: ["soldiers"] };
// @ts-expect-error a parameter that there is not
export const wrongParameter: Question = { country: "UA" };

export async function ask(base: string): Promise<Answer | Problem> {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) {
    for (const each of Array.isArray(value) ? value : [value]) asked.append(name, String(each));
  }
  const response = await fetch(`${base}/v1/claims?${asked}`);
  return response.ok ? ((await response.json()) as Answer) : ((await response.json()) as Problem);
}

export function line(claim: Claim): string {
  const low: number | null = claim.low;
  const who: string | null = claim.claimant ? claim.claimant.name : claim.article.publisher;
  const latitude: number | undefined = claim.region?.point?.lat;
  const told: boolean = claim.as_of.basis === "explicit" || claim.as_of.basis === "relative";
  // @ts-expect-error there is no such word among the kinds of an actor
  const unheard: boolean = claim.force?.kind === "army";
  return `${claim.as_of.start} ${told} ${who} ${low} ${claim.measure} ${latitude} ${unheard}`;
}

export function lowest(answer: Answer): number {
  return Math.min(...answer.data.map((each) => each.low ?? Infinity));
}

type Conflicts = operations["listConflicts"]["responses"][200]["content"]["application/json"];
type Evidence = operations["getClaimEvidence"]["responses"][200]["content"]["application/json"];
type Taken = operations["takeInArticle"]["responses"][201]["content"]["application/json"];
type Report = operations["takeInArticle"]["requestBody"]["content"]["application/json"];

export const report: Report = { text: "At least 28 drones were shot down, officials said.", published_at: "2024-10-30" };
export const quoted = (evidence: Evidence): string | null | undefined => evidence.spans["quote"]?.text;
export const widest = (conflicts: Conflicts): number | null => conflicts.data[0]?.ratio ?? null;
export const claims = (taken: Taken): Claim[] => taken.claims;
