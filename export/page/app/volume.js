// Volumes by their middle slices, as `tfgan_suite.kinds.Volumes` draws them.

/** Values [D, H, W, C] as a picture [S, 3 S, C]: slices across depth, height and width, black where an axis is shorter. */
export function slicesOf({ values, shape }, black) {
  const sides = shape.slice(0, 3);
  const channels = shape[3];
  const longest = Math.max(...sides);
  const picture = new Float32Array(3 * longest * longest * channels).fill(black);
  const strides = [sides[1] * sides[2] * channels, sides[2] * channels, channels];
  sides.forEach((side, axis) => {
    const [down, along] = [0, 1, 2].filter((other) => other !== axis);
    const middle = Math.floor(side / 2) * strides[axis];
    for (let y = 0; y < sides[down]; y++) {
      for (let x = 0; x < sides[along]; x++) {
        const from = middle + y * strides[down] + x * strides[along];
        picture.set(values.subarray(from, from + channels), ((3 * y + axis) * longest + x) * channels);
      }
    }
  });
  return { values: picture, shape: [longest, 3 * longest, channels] };
}
