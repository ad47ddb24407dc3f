/** AuthPI's own console, where what is not here is managed (contract §8). */
export const CONSOLE = 'https://console.authpi.com';
