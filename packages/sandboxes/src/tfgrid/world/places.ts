/** A city that a farm may stand in. Coordinates are degrees, rounded to a few kilometres. */
export interface Place {
  country: string;
  region: Region;
  city: string;
  latitude: number;
  longitude: number;
  weight: number;
}

export type Region = 'Africa' | 'Americas' | 'Asia' | 'Europe' | 'Oceania';

type City = [city: string, latitude: number, longitude: number];

const countries: [Region, weight: number, country: string, ...City[]][] = [
  [
    'Europe',
    22,
    'Belgium',
    ['Ghent', 51.05, 3.72],
    ['Antwerp', 51.22, 4.4],
    ['Lochristi', 51.1, 3.83],
    ['Leuven', 50.88, 4.7],
  ],
  [
    'Europe',
    14,
    'Germany',
    ['Frankfurt', 50.11, 8.68],
    ['Nuremberg', 49.45, 11.08],
    ['Berlin', 52.52, 13.4],
    ['Hamburg', 53.55, 9.99],
  ],
  ['Europe', 9, 'Netherlands', ['Amsterdam', 52.37, 4.9], ['Rotterdam', 51.92, 4.48], ['Groningen', 53.22, 6.57]],
  ['Europe', 8, 'France', ['Paris', 48.86, 2.35], ['Lyon', 45.76, 4.84], ['Strasbourg', 48.57, 7.75]],
  ['Europe', 7, 'United Kingdom', ['London', 51.51, -0.13], ['Manchester', 53.48, -2.24], ['Edinburgh', 55.95, -3.19]],
  ['Europe', 8, 'Switzerland', ['Zurich', 47.37, 8.54], ['Geneva', 46.2, 6.14], ['Lugano', 46.0, 8.95]],
  ['Europe', 6, 'Austria', ['Vienna', 48.21, 16.37], ['Salzburg', 47.8, 13.05], ['Graz', 47.07, 15.44]],
  ['Europe', 4, 'Italy', ['Milan', 45.46, 9.19], ['Bologna', 44.49, 11.34], ['Palermo', 38.12, 13.36]],
  ['Europe', 5, 'Spain', ['Madrid', 40.42, -3.7], ['Barcelona', 41.39, 2.17], ['Valencia', 39.47, -0.38]],
  ['Europe', 3, 'Portugal', ['Lisbon', 38.72, -9.14], ['Porto', 41.15, -8.61]],
  ['Europe', 4, 'Poland', ['Warsaw', 52.23, 21.01], ['Krakow', 50.06, 19.94]],
  ['Europe', 3, 'Czechia', ['Prague', 50.08, 14.44], ['Brno', 49.2, 16.61]],
  ['Europe', 3, 'Romania', ['Bucharest', 44.43, 26.1], ['Cluj-Napoca', 46.77, 23.6]],
  ['Europe', 3, 'Bulgaria', ['Sofia', 42.7, 23.32], ['Varna', 43.21, 27.91]],
  ['Europe', 2, 'Greece', ['Athens', 37.98, 23.73], ['Thessaloniki', 40.64, 22.94]],
  ['Europe', 3, 'Sweden', ['Stockholm', 59.33, 18.07], ['Malmö', 55.6, 13.0]],
  ['Europe', 3, 'Norway', ['Oslo', 59.91, 10.75], ['Bergen', 60.39, 5.32]],
  ['Europe', 3, 'Finland', ['Helsinki', 60.17, 24.94], ['Tampere', 61.5, 23.79]],
  ['Europe', 2, 'Denmark', ['Copenhagen', 55.68, 12.57], ['Aarhus', 56.16, 10.2]],
  ['Europe', 2, 'Ireland', ['Dublin', 53.35, -6.26], ['Cork', 51.9, -8.47]],
  ['Europe', 1, 'Iceland', ['Reykjavik', 64.15, -21.94]],
  ['Europe', 1, 'Estonia', ['Tallinn', 59.44, 24.75]],
  ['Europe', 1, 'Lithuania', ['Vilnius', 54.69, 25.28]],
  ['Europe', 1, 'Slovenia', ['Ljubljana', 46.06, 14.51]],
  ['Europe', 1, 'Malta', ['Valletta', 35.9, 14.51]],
  [
    'Americas',
    14,
    'United States',
    ['New York', 40.71, -74.01],
    ['Chicago', 41.88, -87.63],
    ['Dallas', 32.78, -96.8],
    ['Portland', 45.52, -122.68],
    ['Miami', 25.76, -80.19],
    ['Denver', 39.74, -104.99],
  ],
  ['Americas', 6, 'Canada', ['Toronto', 43.65, -79.38], ['Montreal', 45.5, -73.57], ['Vancouver', 49.28, -123.12]],
  ['Americas', 3, 'Brazil', ['Sao Paulo', -23.55, -46.63], ['Curitiba', -25.43, -49.27]],
  ['Americas', 2, 'Mexico', ['Mexico City', 19.43, -99.13], ['Monterrey', 25.69, -100.32]],
  ['Americas', 2, 'Argentina', ['Buenos Aires', -34.6, -58.38], ['Cordoba', -31.42, -64.18]],
  ['Americas', 2, 'Chile', ['Santiago', -33.45, -70.67]],
  ['Americas', 2, 'Colombia', ['Bogota', 4.71, -74.07], ['Medellin', 6.24, -75.58]],
  ['Americas', 1, 'Costa Rica', ['San Jose', 9.93, -84.08]],
  ['Africa', 4, 'Egypt', ['Cairo', 30.04, 31.24], ['Giza', 30.01, 31.21], ['Alexandria', 31.2, 29.92]],
  ['Africa', 3, 'Kenya', ['Nairobi', -1.29, 36.82], ['Mombasa', -4.04, 39.67]],
  ['Africa', 3, 'South Africa', ['Cape Town', -33.92, 18.42], ['Johannesburg', -26.2, 28.05]],
  ['Africa', 3, 'Tanzania', ['Dar es Salaam', -6.79, 39.21], ['Zanzibar City', -6.17, 39.2]],
  ['Africa', 2, 'Nigeria', ['Lagos', 6.52, 3.38], ['Abuja', 9.06, 7.49]],
  ['Africa', 2, 'Ghana', ['Accra', 5.6, -0.19]],
  ['Africa', 1, 'Morocco', ['Casablanca', 33.57, -7.59]],
  ['Africa', 1, 'Rwanda', ['Kigali', -1.94, 30.06]],
  ['Africa', 1, 'Uganda', ['Kampala', 0.35, 32.58]],
  ['Asia', 3, 'India', ['Mumbai', 19.08, 72.88], ['Bengaluru', 12.97, 77.59]],
  ['Asia', 3, 'Singapore', ['Singapore', 1.35, 103.82]],
  ['Asia', 3, 'Japan', ['Tokyo', 35.68, 139.69], ['Osaka', 34.69, 135.5]],
  ['Asia', 2, 'South Korea', ['Seoul', 37.57, 126.98]],
  ['Asia', 3, 'United Arab Emirates', ['Dubai', 25.2, 55.27], ['Abu Dhabi', 24.45, 54.38]],
  ['Asia', 2, 'Indonesia', ['Jakarta', -6.21, 106.85], ['Denpasar', -8.65, 115.22]],
  ['Asia', 2, 'Thailand', ['Bangkok', 13.76, 100.5], ['Chiang Mai', 18.79, 98.98]],
  ['Asia', 2, 'Vietnam', ['Hanoi', 21.03, 105.85], ['Da Nang', 16.05, 108.21]],
  ['Asia', 1, 'Lebanon', ['Beirut', 33.89, 35.5]],
  ['Asia', 1, 'Turkey', ['Istanbul', 41.01, 28.98]],
  ['Oceania', 4, 'Australia', ['Sydney', -33.87, 151.21], ['Melbourne', -37.81, 144.96], ['Perth', -31.95, 115.86]],
  ['Oceania', 2, 'New Zealand', ['Auckland', -36.85, 174.76], ['Wellington', -41.29, 174.78]],
];

export const places: readonly Place[] = countries.flatMap(([region, weight, country, ...cities]) =>
  cities.map(([city, latitude, longitude]) => ({
    country,
    region,
    city,
    latitude,
    longitude,
    weight: weight / cities.length,
  })),
);

export function placeNamed(city: string): Place {
  const place = places.find((candidate) => candidate.city === city);
  if (place === undefined) throw new RangeError(`no place named ${city}`);
  return place;
}

const regionOfCountry = new Map(places.map((place) => [place.country.toLowerCase(), place.region]));

export function regionOf(country: string): Region | undefined {
  return regionOfCountry.get(country.toLowerCase());
}
