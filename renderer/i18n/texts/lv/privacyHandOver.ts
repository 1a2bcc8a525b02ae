/** The access package of a request: its password and its hand-over. */
export const privacyHandOver = {
  title: 'Datu arhīvs',
  state: {
    building: 'Tiek gatavots',
    ready: 'Gatavs izsniegšanai',
    collected: 'Izsniegts',
    gone: 'Izdzēsts',
  },
  made: 'Sagatavots',
  until: 'Izsniegt līdz',
  collected: 'Izsniegts',
  gone: 'Arhīva vairs nav. Ja tas vajadzīgs, pieņemiet jaunu pieprasījumu.',
  code: 'Parole',
  showCode: 'Rādīt paroli',
  hideCode: 'Paslēpt paroli',
  apart:
    'Paroli nododiet citā ceļā nekā failu: ja fails iet uz datu nesēja vai e-pastā, paroli pasakiet pa tālruni vai nosūtiet īsziņā. Rādīšana tiek ierakstīta.',
  sealed: 'Arhīvs ir aizslēgts. Paroli klientam citā ceļā nodod vadītājs.',
  do: 'Izsniegt…',
  ask: 'Uz kā arhīvs tiek izsniegts?',
  confirm: 'Ierakstīt izsniegšanu',
  once: 'Arhīvu izsniedz vienreiz. Pēc stundas fails tiek izdzēsts.',
  file: 'Fails mapē „exports”, vēl stundu: {{file}}',
  own: 'Svešs datu nesējs var inficēt šo datoru, un uz tā dati var palikt citiem pieejami. Iesakiet uzņēmuma datu nesēju.',
  agree: 'Klients to zina un tomēr lūdz savu datu nesēju',
} as const;
