import { describe, expect, it } from 'vitest';
import { S3Settings, s3PlaceOf } from './s3Settings.ts';

const whole = {
  LETE_CENTRAL_S3_ENDPOINT: 'https://s3.example.org',
  LETE_CENTRAL_S3_BUCKET: 'lete-photos',
  LETE_CENTRAL_S3_ACCESS_KEY: 'access',
  LETE_CENTRAL_S3_SECRET_KEY: 'secret',
};
const placeOf = (settings: object) => s3PlaceOf(S3Settings.parse(settings));

describe('settings of the photo store', () => {
  it('is the folder where no endpoint is named', () => {
    const { LETE_CENTRAL_S3_ENDPOINT: _endpoint, ...rest } = whole;
    expect(placeOf(rest)).toBeUndefined();
  });

  it('puts the bucket into the path as a rule', () => {
    expect(placeOf(whole)).toEqual({
      endpoint: 'https://s3.example.org',
      region: 'us-east-1',
      bucket: 'lete-photos',
      accessKey: 'access',
      secretKey: 'secret',
      addressing: 'path',
    });
  });

  it.each(['BUCKET', 'ACCESS_KEY', 'SECRET_KEY'])('says that the %s is missing', (name) => {
    const settings = { ...whole, [`LETE_CENTRAL_S3_${name}`]: undefined };
    expect(() => placeOf(settings)).toThrow(`LETE_CENTRAL_S3_${name} is missing`);
  });

  it('[I14] goes without TLS to this machine alone', () => {
    const at = (endpoint: string) => placeOf({ ...whole, LETE_CENTRAL_S3_ENDPOINT: endpoint });
    expect(() => at('http://s3.example.org')).toThrow('without TLS');
    for (const endpoint of ['http://127.0.0.1:6080', 'http://[::1]:6080', 'http://localhost'])
      expect(at(endpoint)?.endpoint).toBe(endpoint);
  });
});
