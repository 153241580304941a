/** A field's name as APIs write it: `addSharedLabels` is `add_shared_labels`. */
export function snakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The entries of a comma or white space separated list. */
export function splitList(list: string): string[] {
	return list.split(/[\s,]+/).filter((entry) => entry !== '');
}
