export const counterMessages = {
  messages: {
    title: 'Ziņas klientam',
    template: {
      placed: 'Pasūtījums pieņemts',
      problem: 'Trūkst failu',
      ready: 'Pasūtījums gatavs',
      reminder: 'Atgādinājums',
    },
    way: { email: 'e-pasts', sms: 'īsziņa' },
    state: {
      queued: 'Gaida',
      handed: 'Tiek sūtīta',
      sent: 'Nosūtīta',
      bounced: 'Nav piegādāta',
      cancelled: 'Nav sūtīta',
    },
    since: 'kopš {{time}}',
    waits: 'gaida: ziņas vēl netiek sūtītas',
    call: 'piezvaniet klientam',
    calledAt: 'piezvanīts {{time}}',
    reason: {
      undeclared: 'tādu ziņu nesūta',
      no_contact: 'nav šāda kontakta',
      no_consent: 'nav piekrišanas',
      withdrawn: 'piekrišana atsaukta',
      overtaken: 'vairs nav vajadzīga',
      undone: 'maiņa atsaukta',
      expired: 'termiņš beidzies',
      erased: 'dati tiek dzēsti',
    },
    recordCall: 'Piezvanīts',
  },
} as const;
