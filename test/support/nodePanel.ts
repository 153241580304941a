import {
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

/** An entry of n8n's node panel, and the parameters of the node that it adds. */
export interface PanelEntry {
	readonly text: string;
	readonly parameters: INodeParameters;
}

const LISTED = ['event', 'events', 'trigger on'];

/**
 * The entries of a trigger in n8n's node panel.
 *
 * n8n's editor ships as one bundle, which no test can import, so this follows it: `triggersCategory` of
 * `packages/frontend/editor-ui/src/features/shared/nodeCreator/composables/useActionsGeneration.ts` for the entries,
 * `getActionData` of `useActions.ts` beside it for what an entry brings, and `setLastNodeParameters` of the workflow's
 * store for what becomes of that.
 */
export function triggerEntries(description: INodeTypeDescription): PanelEntry[] {
	const field = description.properties.find(({ displayName }) =>
		LISTED.includes(displayName.toLowerCase()),
	);
	if (!field?.options) {
		const event = description.displayName.replace('Trigger', '').trimEnd();
		return [{ text: `On new ${event} event`, parameters: parametersOf(description, {}) }];
	}
	return (field.options as INodePropertyOptions[])
		.filter(({ name }) => !['*', '', ' '].includes(name))
		.map((option) => ({
			// Without an action n8n would make one of the name, all in lower case.
			text: option.action ?? `On ${option.name.toLowerCase()}`,
			parameters: parametersOf(description, {
				[field.name]: field.type === 'multiOptions' ? [option.value] : option.value,
				...firstOfEach(field),
			} as INodeParameters),
		}));
}

/** n8n makes the field visible: each field that it depends on gets the first value that shows it. */
function firstOfEach({ displayOptions }: INodeProperties): INodeParameters {
	const conditions = Object.entries(displayOptions?.show ?? {});
	return Object.fromEntries(conditions.map(([name, values]) => [name, values?.[0]])) as never;
}

function parametersOf(description: INodeTypeDescription, given: INodeParameters): INodeParameters {
	const node = { typeVersion: description.version as number };
	return (
		NodeHelpers.getNodeParameters(
			description.properties,
			given,
			true,
			false,
			node as never,
			description,
		) ?? {}
	);
}
