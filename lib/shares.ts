import { requireInteger, requireKnown } from "./checks.ts";
import { type RandomSource, secureRandom } from "./random.ts";
import { uniformBelow } from "./sampling/uniform_below.ts";

/** Room for every sum of up to 1024 safe integers. */
const MODULUS = 2n ** 64n;

const secure = secureRandom();

export interface ShareOptions {
  /** What is computed modulo, at least 2, the same for all: 2⁶⁴ unless given. */
  readonly modulus?: bigint;
}

/**
 * Splits an integer into shares that add up to it modulo `modulus`: all but the
 * last are uniformly random, the last is what is missing.
 *
 * **Guarantee.** Any `parties` − 1 of the shares are independent of the value:
 * together they are uniformly distributed, whatever it is. That is secrecy
 * without any computational assumption, if the bits are secure, each party keeps
 * its share to itself and follows the protocol. All shares together tell the
 * value, and sums of shares tell sums: this is no differential privacy, which
 * has to be added to what the sums give away.
 *
 * @param value an integer from −`modulus`/2 up to, not including, `modulus`/2
 * @param parties how many shares, at least 2
 * @param options.random source of the shares, secure unless given
 * @returns one share for each party, from 0 to `modulus` − 1
 * @throws {RangeError | TypeError} if an argument is outside its interval, or an
 * option is unknown; the message does not tell the value
 * @see Ben-Or, Goldwasser, Wigderson, *Completeness theorems for non-cryptographic fault-tolerant distributed computation*, 1988
 * @see Bonawitz and others, *Practical secure aggregation for privacy-preserving machine learning*, 2017
 *
 * @example Two shops add up what neither tells
 * ```ts
 * import { additiveShares, sumOfShares } from "lib/shares.ts";
 * import assert from "node:assert/strict";
 *
 * const [a1, a2] = additiveShares(500, 2);
 * const [b1, b2] = additiveShares(-20, 2);
 * // Shop A gets a1 and b1, shop B gets a2 and b2; each tells one number.
 * assert.equal(sumOfShares([a1! + b1!, a2! + b2!]), 480n);
 * ```
 */
export function additiveShares(
  value: number | bigint,
  parties: number,
  options: ShareOptions & { readonly random?: RandomSource } = {},
): bigint[] {
  const action = "make shares";
  requireKnown(action, options, ["modulus", "random"]);
  const { modulus = MODULUS, random = secure } = options;
  requireInteger(action, "parties", parties, 2);
  requireModulus(action, modulus);
  const secret = integer(action, "value", value);
  if (centered(secret, modulus) !== secret) {
    throw new RangeError(
      `Cannot ${action}: value must be from −modulus/2 up to, not including, modulus/2`,
    );
  }
  const shares = Array.from(
    { length: parties - 1 },
    () => uniformBelow(modulus, random),
  );
  const rest = shares.reduce((left, share) => left - share, secret);
  return [...shares, reduced(rest, modulus)];
}

/**
 * The integer that shares, or sums of shares, add up to: the one from
 * −`modulus`/2 up to, not including, `modulus`/2, so that sums may be negative.
 *
 * @param shares at least one integer, of any size
 * @throws {RangeError | TypeError} if there is none, one is no integer, or an
 * option is unknown
 *
 * @example A share alone is any number
 * ```ts
 * import { additiveShares, sumOfShares } from "lib/shares.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(sumOfShares(additiveShares(-7, 3)), -7n);
 * assert.equal(sumOfShares([9n, 8n], { modulus: 10n }), -3n);
 * ```
 */
export function sumOfShares(
  shares: readonly (number | bigint)[],
  options: ShareOptions = {},
): bigint {
  const action = "add up shares";
  requireKnown(action, options, ["modulus"]);
  const { modulus = MODULUS } = options;
  requireModulus(action, modulus);
  if (shares.length === 0) {
    throw new RangeError(`Cannot ${action}: there must be at least one`);
  }
  const sum = shares
    .reduce<bigint>((sum, share) => sum + integer(action, "share", share), 0n);
  return centered(sum, modulus);
}

function requireModulus(action: string, modulus: bigint): void {
  if (typeof modulus !== "bigint") {
    throw new TypeError(
      `Cannot ${action}: modulus must be a bigint, but is of type ${typeof modulus}`,
    );
  }
  if (modulus < 2n) {
    throw new RangeError(
      `Cannot ${action}: modulus must be at least 2, but is ${modulus}`,
    );
  }
}

/** A safe integer or a bigint; what it is stays out of the message. */
function integer(action: string, name: string, value: unknown): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value !== "number") {
    throw new TypeError(
      `Cannot ${action}: ${name} must be an integer, but is of type ${typeof value}`,
    );
  }
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(
      `Cannot ${action}: ${name} must be a safe integer or a bigint`,
    );
  }
  return BigInt(value);
}

function reduced(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** The representative from −modulus/2 up to, not including, modulus/2. */
function centered(value: bigint, modulus: bigint): bigint {
  const rest = reduced(value, modulus);
  return 2n * rest >= modulus ? rest - modulus : rest;
}
