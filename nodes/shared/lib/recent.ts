/**
 * Keeps what was made from the keys that are asked for again and again, and forgets the rest: a key that was not among
 * the last `period` to 2 × `period` questions is gone, and never are more than 2 × `period` of them kept.
 */
export class Recent<Key, Made> {
	private newer = new Map<Key, Made>();

	private older = new Map<Key, Made>();

	private questions = 0;

	constructor(
		private readonly make: (key: Key) => Made,
		private readonly period: number,
	) {}

	get(key: Key): Made {
		if (this.questions++ === this.period) {
			this.older = this.newer;
			this.newer = new Map();
			this.questions = 1;
		}
		const known = this.newer.get(key);
		if (known !== undefined) return known;
		const made = this.older.get(key) ?? this.make(key);
		this.newer.set(key, made);
		return made;
	}
}
