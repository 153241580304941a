/** All that a vendor's trigger takes from the shared parts. */

export { isObject, textAt } from './lib/json';
export { isoTimestamp, isoToMs } from './lib/time';
export { withToken } from './receive/authenticate';
export { triggerBasics, triggerForHandshakes } from './receive/description';
export { acceptsUnsigned, receiveOptions, signatureOrAccepted } from './receive/options';
export { receive } from './receive/receive';
export {
	ALL_EVENTS,
	assertSelected,
	eventTypesField,
	notSelected,
	selectedTypes,
} from './receive/eventTypes';
export type { Handshake } from './receive/handshake';
export type { WebhookSource } from './receive/source';
export type { FoundHook, HookRegistry, Registration, WantedHook } from './register/hooks';
export { hookResource } from './register/resource';
export { webhookMethods } from './register/webhookMethods';
export { bodyHmac } from './signature/bodyHmac';
export type { SignatureScheme } from './signature/scheme';
export type { TokenField } from './state/secret';
export type { VendorClient } from './vendorApi/client';
export type { ApiCall, VendorApi } from './vendorApi/vendorApi';
