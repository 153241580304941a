import type { IWebhookFunctions } from 'n8n-workflow';

/**
 * Reads the node's fields, as the contexts of a trigger do. Where a node reads them for each item, a function that names
 * the item can be made into one.
 */
export type NodeFields = Pick<IWebhookFunctions, 'getNodeParameter'>;
