/** What lies over the customer's screens. */
export const kioskOverlays = {
  adjust: {
    title: 'Pielāgot',
    text: 'Teksta izmērs',
    textM: 'Parasts',
    textL: 'Lielāks',
    textXl: 'Vislielākais',
    contrast: 'Kontrasts',
    normal: 'Parasts',
    more: 'Lielāks',
    motion: 'Kustība',
    full: 'Parasta',
    reduced: 'Mazāka',
    time: 'Laiks pārdomām',
    timeNormal: 'Parasts',
    timeMore: 'Vairāk laika',
    reach: 'Augstums',
    reachNormal: 'Viss ekrāns',
    reachLow: 'Zemāk',
  },
  help: {
    title: 'Darbinieks nāk pie jums',
    text: 'Varat turpināt. Pie letes redz, kurš kiosks zvana.',
  },
  idle: {
    title: 'Vai vēl esat šeit?',
    text: 'Pēc {{seconds}} s jūsu dati no kioska tiks dzēsti.',
    card: 'Neaizmirstiet karti',
  },
  startOver: {
    title: 'Dzēst manus datus un sākt no jauna?',
    text: 'Izvēlētās fotogrāfijas, izmēri un ievadītie dati tiks dzēsti no kioska. Jūsu karte paliks, kāda bija.',
    confirm: 'Dzēst un sākt no jauna',
    keep: 'Turpināt pasūtījumu',
  },
  notice: {
    title: 'Privātuma paziņojums',
    version: 'Redakcija {{version}}',
    sample: 'Šis ir parauga teksts.',
  },
  staff: {
    title: 'Darbiniekiem',
    who: 'Kas jūs esat?',
    takeOver: 'Pārņemt pie letes',
    restart: 'Restartēt',
    exit: 'Iziet no kioska',
    demoPin: 'PIN izmēģinājumam: {{pin}}',
  },
  takenOver: {
    title: 'Darbinieks turpina pie letes',
    text: 'Jūsu izvēle ir saglabāta. Lūdzu, nāciet pie letes.',
  },
  outOfOrder: {
    title: 'Kiosks nedarbojas',
    text: 'Lūdzu, nāciet pie letes.',
  },
  problem: {
    title: 'Tas neizdevās',
    reconnecting: 'Mirkli, atjaunojam savienojumu. Nekas nav zudis.',
  },
} as const;
