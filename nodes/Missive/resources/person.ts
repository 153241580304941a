import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemRun } from '../../shared/action/itemRun';

/** Who writes, or who is written to. */
type Side = 'from' | 'to';

/** Fields for what is known of somebody in a channel that is not email. */
export function personFields(
	side: Side,
	who: string,
	displayOptions: INodeProperties['displayOptions'],
): INodeProperties[] {
	const start = side === 'from' ? 'From' : 'To';
	const field = (what: string): INodeProperties => ({
		displayName: `${start} ${what}`,
		name: `${side}${what === 'ID' ? 'Id' : what}`,
		type: 'string',
		default: '',
		displayOptions,
		description: `The ${what === 'ID' ? what : what.toLowerCase()} of the ${who}`,
	});
	return [field('ID'), field('Username'), field('Name')];
}

/** Somebody in a channel of an account, by what is known of them. */
export function person(run: ItemRun, side: Side): IDataObject {
	const known = {
		id: run.text(`${side}Id`),
		username: run.text(`${side}Username`),
		name: run.text(`${side}Name`),
	};
	return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== ''));
}
