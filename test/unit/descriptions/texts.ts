import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { descriptions } from '../../support/descriptions';

/** A field, a group of fields, a choice or the mode of a locator, as a form shows it. */
export interface Shown {
	/** Where it stands: the node, and the fields and choices that it is in. */
	readonly path: string;
	readonly kind: string;
	/** What it is called. */
	readonly title: string;
	readonly action?: string;
	readonly description?: string;
	readonly hint?: string;
	readonly placeholder?: string;
}

type Part = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** Generated from the table of senders, with names that are theirs. */
const BY_SENDER = /^\S+ \/ (sender|signature)$/;

/** All that the forms of the package's nodes show, without what each sender is called and how it signs. */
export const shown: readonly Shown[] = descriptions.flatMap(({ name, properties }) =>
	properties.flatMap((property) => partsOf(property, name)),
);

function partsOf(part: Part, within: string): Shown[] {
	const title = 'displayName' in part ? part.displayName : part.name;
	const path = `${within} / ${part.name}`;
	const field = 'type' in part ? part : undefined;
	const kind = field?.type ?? ('values' in part ? 'group' : 'choice');
	const { action, description, hint, placeholder } = part as INodePropertyOptions & INodeProperties;
	const inside = BY_SENDER.test(path)
		? []
		: [...(field?.options ?? []), ...('values' in part ? part.values : [])];
	const modes = (field?.modes ?? []).map(
		(mode): Shown => ({
			path: `${path} / ${mode.name}`,
			kind: 'mode',
			title: mode.displayName,
			hint: mode.hint,
			placeholder: mode.placeholder,
		}),
	);
	return [
		{ path, kind, title, action, description, hint, placeholder },
		...modes,
		...inside.flatMap((one) => partsOf(one, path)),
	];
}
