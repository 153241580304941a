import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemRun } from '../../shared/action/itemRun';

/** Who writes, or who is written to. */
type Side = 'from' | 'to';

/** What a channel that is not email may know of somebody. */
type Known = 'ID' | 'Name' | 'Username';

const ADDED = 'people';

/** A field for what is known of somebody in a channel that is not email. */
export function personField(side: Side, known: Known, description: string): INodeProperties {
	return {
		displayName: `${side === 'from' ? 'From' : 'To'} ${known}`,
		name: `${side}${known === 'ID' ? 'Id' : known}`,
		type: 'string',
		default: '',
		description,
	};
}

/** What is rarely needed of the people in a channel, in a collection. */
export function peopleField(
	displayName: string,
	options: INodeProperties[],
	displayOptions: INodeProperties['displayOptions'],
): INodeProperties {
	return {
		displayName,
		name: ADDED,
		type: 'collection',
		placeholder: 'Add Detail',
		default: {},
		displayOptions,
		options,
	};
}

/** Somebody in a channel of an account, by what is known of them. */
export function person(run: ItemRun, side: Side): IDataObject {
	const added = run.added(ADDED);
	const known = (name: string) => run.text(name) || added[name];
	const all = {
		id: known(`${side}Id`),
		username: known(`${side}Username`),
		name: known(`${side}Name`),
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
