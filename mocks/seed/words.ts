/** The account a person lands in. */
export const FIRST_ACCOUNT = 'Northwind Trading';

/** Account names that are not plain: none, very long, other scripts, markup, by position. */
export const SPECIAL_ACCOUNTS: ReadonlyMap<number, string | null> = new Map([
  [3, null],
  [
    7,
    'The Worshipful Company of Lamplighters, Chandlers and Allied Trades of the Northern Counties (1874)',
  ],
  [11, '株式会社さくら不動産ホールディングス'],
  [17, 'شركة النخيل للتجارة والتوزيع'],
  [23, 'Ελληνική Ναυτιλιακή Εταιρεία'],
  [29, '🌻 Sunflower Community Nursery 🌻'],
  [37, null],
  [41, 'Северный Ветер — книги и карты'],
  [53, '한빛전자상거래'],
  [59, 'ร้านดอกไม้บางกอก'],
  [
    61,
    'Internationale Gesellschaft für Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauwesen mbH',
  ],
  [67, 'नीलकमल हस्तशिल्प सहकारी समिति'],
  [71, null],
  [83, '北京长城文化传播有限公司'],
  [89, 'בית הספר למוזיקה כרמל'],
  [97, 'Þórshöfn Ísbúð & Ævintýraferðir'],
  [101, 'Q'],
  [113, '<b>Bold</b> & "Quoted" Ltd'],
]);

/** Plain account names are one of each; 24 and 19 share no divisor, so 456 differ. */
export const COMPANY_FIRST = [
  'Alder',
  'Birchwood',
  'Cobalt',
  'Driftline',
  'Ember',
  'Fairview',
  'Granite',
  'Harbour',
  'Ironwood',
  'Juniper',
  'Kestrel',
  'Lantern',
  'Meridian',
  'Northgate',
  'Orchard',
  'Pinecrest',
  'Quarry',
  'Riverbend',
  'Saffron',
  'Tidewater',
  'Umber',
  'Vesper',
  'Willow',
  'Yarrow',
] as const;

/** See {@link COMPANY_FIRST}. */
export const COMPANY_SECOND = [
  'Bank',
  'Bakeries',
  'Clinics',
  'Logistics',
  'Insurance',
  'Press',
  'Museums',
  'Outdoor',
  'Energy',
  'Foods',
  'Health',
  'Labs',
  'Hotels',
  'Robotics',
  'Schools',
  'Textiles',
  'Travel',
  'Motors',
  'Studios',
] as const;

/** What an issuer is for; the first is the newest issuer's. */
export const PRODUCTS = [
  'Storefront',
  'Customer portal',
  'Partner portal',
  'Back office',
  'Field service',
  'Loyalty app',
  'Wholesale',
  'Gift cards',
  'Returns desk',
  'Warehouse',
  'Supplier hub',
  'Careers',
  'Newsroom',
  'Support desk',
  'Community',
  'Learning',
  'Payroll',
  'Expenses',
  'Fleet',
  'Kiosk',
  'Point of sale',
  'Mobile app',
  'Smart TV app',
  'Subscriptions',
  'Invoicing',
  'Claims',
  'Bookings',
  'Events',
  'Donations',
  'Rewards',
  'Franchise',
  'Auctions',
  'Marketplace',
  'Price monitor',
  'Image library',
  'Developer portal',
  'Status page',
  'Reports',
  'Data room',
  'Archive',
] as const;

/** Which part of the business; the first rows name none. */
export const REGIONS = [
  '',
  ' EU',
  ' UK',
  ' US',
  ' Canada',
  ' Nordics',
  ' Iberia',
  ' DACH',
  ' Benelux',
  ' Japan',
  ' Australia',
  ' Brazil',
] as const;

/** `metadata.environment` of an issuer. */
export const ENVIRONMENTS = ['production', 'staging', 'development'] as const;

/** Issuer names in other scripts, and awkward ones. */
export const SPECIAL_ISSUERS = [
  '顧客ポータル（本番）',
  'بوابة العملاء',
  'Πύλη συνεργατών',
  'Портал партнёров',
  '고객센터',
  '🎁 Gift shop',
  'पुरस्कार ऐप',
  'Kundenkonto für Großhändler',
  'A/B "login" <test> & more',
] as const;

/** An issuer name of exactly 100 characters. */
export const LONG_ISSUER =
  'Regional wholesale customer identity for franchise partners, including seasonal staff (second phase)';
