/** A field's name as APIs write it: `addSharedLabels` is `add_shared_labels`. */
export function snakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
