/** A published use of differential privacy, with what its ε is about. */
export interface Deployment {
  readonly deployment: string;
  readonly epsilon: number;
  readonly delta: number;
  /** What one ε protects: the unit of privacy. */
  readonly protects: string;
  /** What neighboring data differ by. */
  readonly neighbors: string;
  readonly source: string;
}

/**
 * Values of ε in use, from the publications named. They cannot be compared as
 * numbers: a user's day is less than a user, and a replaced record is a removal
 * and an addition.
 *
 * @see Damien Desfontaines, *A list of real-world uses of differential privacy*
 */
export const deployments: readonly Deployment[] = [
  {
    deployment: "Wikimedia, page views by country",
    epsilon: 0.72,
    delta: 1e-5,
    protects: "a device's day, 10 views at most",
    neighbors: "added or removed",
    source: "Adeleye et al. 2023; value as in Desfontaines's list",
  },
  {
    deployment: "Google, symptom search trends",
    epsilon: 1.68,
    delta: 0,
    protects: "a user's day",
    neighbors: "added or removed",
    source: "Bavadekar et al. 2020, arXiv:2009.01265",
  },
  {
    deployment: "Google, community mobility reports",
    epsilon: 2.64,
    delta: 0,
    protects: "a user's day",
    neighbors: "added or removed",
    source: "Aktay et al. 2020, arXiv:2004.04145",
  },
  {
    deployment: "Apple, emoji suggestions",
    epsilon: 4,
    delta: 0,
    protects: "a user's day, on the device",
    neighbors: "any value for any other",
    source: "Apple, Learning with privacy at scale, 2017",
  },
  {
    deployment: "US Census 2020, redistricting (persons)",
    epsilon: 17.14,
    delta: 1e-10,
    protects: "a person's record",
    neighbors: "replaced",
    source: "Abowd et al. 2022; Census Bureau, 9 June 2021",
  },
];
