export { addressInShop, type OwnAddress } from './address.policy.ts';
export { tlsIdentity } from './certificate.ts';
export { readPhonePage } from './page.ts';
export { PhoneReception } from './reception.ts';
export { openShopServer, type ShopServer } from './server.ts';
