/** Text of a QR code that lets a phone join a Wi-Fi network; null without a name. An empty password: an open network. */
export const wifiCode = (name: string, password: string): string | null => {
  if (name === '') return null;
  const kind = password === '' ? 'T:nopass;' : `T:WPA;P:${escaped(password)};`;
  return `WIFI:S:${escaped(name)};${kind};`;
};

/** The marks that part the fields. */
const escaped = (text: string): string => text.replace(/[\\;,:"]/g, '\\$&');
