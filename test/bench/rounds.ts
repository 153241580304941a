/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/**
 * Measures things in turn, as often as there are rounds, so that what slows the machine down slows all of them down.
 *
 * @param measure gives one figure
 * @returns the figures of each thing, in the order of the rounds
 */
export async function interleaved<T>(
	things: readonly T[],
	rounds: number,
	measure: (thing: T) => Promise<number> | number,
): Promise<Map<T, number[]>> {
	const figures = new Map(things.map((thing) => [thing, [] as number[]]));
	for (let round = 0; round < rounds; round++) {
		const order = round % 2 === 0 ? things : [...things].reverse();
		for (const thing of order) figures.get(thing)?.push(await measure(thing));
	}
	return figures;
}
