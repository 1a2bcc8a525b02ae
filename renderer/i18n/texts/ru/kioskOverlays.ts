import type { RussianLike } from '../../shape.ts';
import type { kioskOverlays as latvian } from '../lv/kioskOverlays.ts';

export const kioskOverlays = {
  adjust: {
    title: 'Настроить',
    text: 'Размер текста',
    textM: 'Обычный',
    textL: 'Крупный',
    textXl: 'Самый крупный',
    contrast: 'Контраст',
    normal: 'Обычный',
    more: 'Выше',
    motion: 'Движение',
    full: 'Обычное',
    reduced: 'Меньше',
    time: 'Время на раздумье',
    timeNormal: 'Обычное',
    timeMore: 'Больше времени',
    reach: 'Высота',
    reachNormal: 'Весь экран',
    reachLow: 'Ниже',
  },
  help: {
    title: 'Сотрудник идёт к вам',
    text: 'Можно продолжать. На кассе видно, какой киоск зовёт.',
  },
  idle: {
    title: 'Вы ещё здесь?',
    text: 'Через {{seconds}} с ваши данные будут удалены из киоска.',
    card: 'Не забудьте карту',
  },
  startOver: {
    title: 'Удалить мои данные и начать заново?',
    text: 'Выбранные фотографии, размеры и введённые данные будут удалены из киоска. Карта останется как была.',
    confirm: 'Удалить и начать заново',
    keep: 'Продолжить заказ',
    textAsking: 'Введённое будет удалено из киоска. Уже отправленный запрос остаётся в силе.',
    keepAsking: 'Продолжить',
  },
  notice: {
    title: 'Уведомление о данных',
    version: 'Редакция {{version}}, действует с {{date}}',
    sample: 'Это образец текста.',
  },
  paper: {
    print: 'Распечатать',
    printing: 'Печатаем',
    printed: 'Возьмите распечатку.',
    failed: 'Распечатать не удалось. Сфотографируйте экран.',
  },
  staff: {
    title: 'Для сотрудников',
    who: 'Кто вы?',
    takeOver: 'Продолжить на кассе',
    restart: 'Перезапустить',
    exit: 'Выйти из киоска',
    demoPin: 'PIN для пробы: {{pin}}',
  },
  takenOver: {
    title: 'Сотрудник продолжает на кассе',
    text: 'Ваш выбор сохранён. Пожалуйста, подойдите к кассе.',
  },
  outOfOrder: {
    title: 'Киоск не работает',
    text: 'Пожалуйста, подойдите к кассе.',
  },
  problem: {
    title: 'Не получилось',
    reconnecting: 'Минутку, восстанавливаем связь. Ничего не потеряно.',
  },
} as const satisfies RussianLike<typeof latvian>;
